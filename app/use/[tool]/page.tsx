import type { Metadata } from "next";
import { notFound } from "next/navigation";
import { topRows } from "@/components/home/top-rows";
import { SetupGuide } from "@/components/setup/setup-guide";
import { setupOf } from "@/components/setup/setups";
import { getBackend } from "@/lib/client/get-backend";
import { baseUrl } from "../../base-url";
import { type SearchParams, urlParams } from "../../search-params";

interface PageProps {
  params: Promise<{ tool: string }>;
  searchParams: SearchParams;
}

const MAX_ID_LENGTH = 400;

export async function generateMetadata({ params }: PageProps): Promise<Metadata> {
  const { tool } = await params;
  const setup = setupOf(tool);
  if (!setup) return { title: "Page not found" };
  return {
    title: `Use Gatewayz with ${setup.name}`,
    description: `The settings that let ${setup.name} use any model through Gatewayz, ready to paste.`,
    alternates: { canonical: `/use/${tool}` },
  };
}

/** The setup of a tool, for the model in the URL or the one on the most gateways. */
export default async function SetupPage({ params, searchParams }: PageProps) {
  const { tool } = await params;
  const setup = setupOf(tool);
  if (!setup) notFound();
  const requested = (await urlParams(searchParams)).get("model")?.slice(0, MAX_ID_LENGTH);
  const backend = getBackend();
  const [{ index }, origin] = await Promise.all([backend.catalog(), baseUrl()]);
  const popular = topRows(index, { sort: { key: "gateways", reversed: false }, abilities: ["tools"] }, 1)[0]?.id;
  const model = await backend.model(requested || popular || "");
  const unknown = requested && !model ? requested : null;
  const shown = model ?? (popular ? await backend.model(popular) : null);
  return (
    <div className="page pt-5 pb-12">
      <SetupGuide
        setup={setup}
        unknown={unknown}
        values={{
          origin,
          keyName: "GATEWAYZ_API_KEY",
          model: shown?.id ?? "author/model",
          modelName: shown?.name ?? "Model",
          context: shown?.context_length ?? null,
        }}
      />
    </div>
  );
}
