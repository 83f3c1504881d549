import type { Metadata } from "next";
import { SetupIndex } from "@/components/setup/setup-index";
import { type SearchParams, urlParams } from "../search-params";

export const metadata: Metadata = {
  title: "Set up your tools",
  description:
    "How to use every model through Gatewayz in Claude Code, Codex, Cursor, Open WebUI, LangChain, and more.",
  alternates: { canonical: "/use" },
};

export default async function SetupIndexPage({ searchParams }: { searchParams: SearchParams }) {
  const model = (await urlParams(searchParams)).get("model");
  return (
    <div className="page pt-6 pb-12">
      <h1 className="text-doc">Set up your tools</h1>
      <p className="mt-2 mb-8 max-w-[62ch] text-chat text-text-2">
        Gatewayz supports OpenAI’s Chat Completions and Responses APIs and Anthropic’s Messages API. Point any of these
        tools at this server with an API key.
      </p>
      <SetupIndex model={model} />
    </div>
  );
}
