import { Avatar } from "@/components/ui/avatar";
import { Button } from "@/components/ui/button";
import { CodeBlock } from "@/components/ui/code-block";
import { ColoredCode } from "@/components/ui/colored-code";
import { Field } from "@/components/ui/field";
import { Icon } from "@/components/ui/icon";
import { Link } from "@/components/ui/link";
import { PageForm } from "@/components/ui/page-form";
import { Step } from "@/components/ui/step";
import { modelPath } from "@/lib/models/ids";
import type { Setup, SetupValues } from "./setup";

interface SetupGuideProps {
  setup: Setup;
  values: SetupValues;
  /** A requested model that does not exist. */
  unknown: string | null;
}

/** The steps to set up a tool, with this server's URL in them. */
export function SetupGuide({ setup, values, unknown }: SetupGuideProps) {
  const { slug, name, protocol } = setup;
  return (
    <>
      <nav aria-label="Breadcrumb" className="text-note text-text-3">
        <Link href="/use" className="touch-target inline-flex min-h-6 items-center gap-1 hover:text-text">
          <Icon name="chevron-left" size={14} />
          Set up your tools
        </Link>
      </nav>
      <div className="mt-3 flex items-center gap-4">
        <Avatar of={slug} name={name} size={52} className="max-md:hidden" />
        <div className="min-w-0">
          <h1 className="text-doc">Use Gatewayz with {name}</h1>
          <p className="mt-0.5 text-text-3">{protocol} API</p>
        </div>
      </div>
      <div className="mt-7 grid grid-cols-1 gap-x-12 gap-y-8 lg:grid-cols-[minmax(0,1fr)_20rem]">
        <ol className="grid min-w-0 list-none grid-cols-1 content-start gap-7 p-0">
          <Step number={1}>
            <p>
              <Link href="/settings#keys" className="font-medium text-accent hover:underline">
                Create an API key
              </Link>{" "}
              in your settings.
            </p>
          </Step>
          {setup.steps(values).map(({ text, location, code, language }, at) => (
            <Step key={text} number={at + 2}>
              <p>{text}</p>
              {code && (
                <div className="mt-2">
                  <CodeBlock title={location ?? LANGUAGES[language ?? "text"]} code={code}>
                    <ColoredCode code={code} language={language ?? "text"} />
                  </CodeBlock>
                </div>
              )}
            </Step>
          ))}
        </ol>
        <ThisSetup setup={setup} values={values} unknown={unknown} />
      </div>
    </>
  );
}

/** The model of the steps, and further reading. */
function ThisSetup({ setup: { slug, name, documentation }, values, unknown }: SetupGuideProps) {
  return (
    <aside aria-label="This setup" className="grid content-start gap-5 lg:sticky lg:top-6 lg:self-start">
      <PageForm
        action={`/use/${slug}`}
        scroll={false}
        className="grid gap-3 rounded-panel border border-line bg-panel p-4"
      >
        <Field
          label="Model ID"
          name="model"
          defaultValue={unknown ?? values.model}
          autoComplete="off"
          spellCheck={false}
          hint={`The steps use ${values.modelName}.`}
          error={unknown ? `There is no model “${unknown}”.` : undefined}
        />
        <Button type="submit" className="justify-self-start">
          Update
        </Button>
      </PageForm>
      <ul aria-label="Further reading" className="grid gap-2.5 text-note">
        <li>
          <a href={documentation} rel="noreferrer" className={MORE}>
            {name} documentation
            <Icon name="arrow-up-right" size={14} />
          </a>
        </li>
        <li>
          <Link href={modelPath(values.model)} className={MORE}>
            About {values.modelName}
          </Link>
        </li>
        <li>
          <Link href="/docs" className={MORE}>
            API reference
          </Link>
        </li>
      </ul>
    </aside>
  );
}

const MORE = "touch-target inline-flex min-h-6 items-center gap-1.5 text-accent hover:underline";

const LANGUAGES = {
  bash: "Terminal",
  json: "JSON",
  toml: "TOML",
  yaml: "YAML",
  python: "Python",
  typescript: "TypeScript",
  text: "Text",
};
