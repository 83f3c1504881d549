import { Button } from "@/components/ui/button";
import { CodeBlock } from "@/components/ui/code-block";
import { Field } from "@/components/ui/field";
import { Link } from "@/components/ui/link";
import { PageForm } from "@/components/ui/page-form";
import { modelPath } from "@/lib/models/ids";
import type { Setup, SetupValues } from "./setup";

interface SetupGuideProps {
  setup: Setup;
  values: SetupValues;
  /** A requested model that does not exist. */
  unknown: string | null;
}

/** The steps that set up one tool, with this server's address in them. */
export function SetupGuide({ setup, values, unknown }: SetupGuideProps) {
  const { slug, name, protocol, documentation } = setup;
  return (
    <>
      <nav aria-label="Breadcrumb" className="text-note text-text-3">
        <Link href="/use" className="link inline-flex min-h-6 items-center">
          Set up your tools
        </Link>
      </nav>
      <h1 className="mt-1">Use Gatewayz with {name}</h1>
      <p className="mt-1 max-w-prose text-text-2">
        {name} talks to Gatewayz over the {protocol} API. You need an API key:{" "}
        <Link href="/settings" className="link">
          create one in Settings
        </Link>
        .
      </p>
      <PageForm action={`/use/${slug}`} scroll={false} className="mt-5 flex flex-wrap items-end gap-2">
        <Field
          label="Model ID"
          name="model"
          defaultValue={unknown ?? values.model}
          autoComplete="off"
          spellCheck={false}
          error={unknown ? `There is no model “${unknown}”. The steps below use ${values.model}.` : undefined}
          className="min-w-0 flex-[1_1_20rem]"
        />
        <Button type="submit">Update</Button>
      </PageForm>
      <ol className="mt-6 grid list-none grid-cols-1 gap-6 p-0">
        {setup.steps(values).map(({ text, place, code, language }, at) => (
          <li key={text} className="min-w-0">
            <p className="mb-2">
              <span className="mr-1 font-semibold whitespace-pre">{`${at + 1}. `}</span>
              {text}
            </p>
            {code && <CodeBlock title={place ?? LANGUAGES[language ?? "text"]} code={code} />}
          </li>
        ))}
      </ol>
      <p className="mt-7 flex flex-wrap gap-x-5 gap-y-1 text-note">
        <a href={documentation} rel="noreferrer" className="link inline-flex min-h-6 items-center">
          {name} documentation
        </a>
        <Link href={modelPath(values.model)} className="link inline-flex min-h-6 items-center">
          {values.modelName}
        </Link>
        <Link href="/docs" className="link inline-flex min-h-6 items-center">
          API reference
        </Link>
      </p>
    </>
  );
}

const LANGUAGES = {
  bash: "Terminal",
  json: "JSON",
  toml: "TOML",
  yaml: "YAML",
  python: "Python",
  typescript: "TypeScript",
  text: "Text",
};
