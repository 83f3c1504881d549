import type { Metadata } from "next";
import { notFound } from "next/navigation";
import { Chat } from "@/components/chat/chat";
import { defaultModel } from "@/components/chat/default-model";
import { gatewayFacts, isKeyless } from "@/components/chat/index-facts";
import { PreloadMarkdown } from "@/components/chat/preload-markdown";
import { SessionPreload } from "@/components/chat/session-preload";
import { parseTargets } from "@/components/chat/targets";
import { getBackend } from "@/lib/client/get-backend";
import { type SearchParams, urlParams } from "../../search-params";
import "@/components/chat/chat.css";

export const metadata: Metadata = { title: "Chat", robots: { index: false } };

interface PageProps {
  params: Promise<{ id: string }>;
  searchParams: SearchParams;
}

/** One conversation; what is in it, the browser asks for with its key. */
export default async function ConversationPage({ params, searchParams }: PageProps) {
  const { id } = await params;
  if (!/^[1-9]\d{0,14}$/.test(id)) notFound();
  const query = await urlParams(searchParams);
  const [{ index }, all] = await Promise.all([getBackend().catalog(), getBackend().gateways()]);
  const initialTargets = parseTargets(query.get("models") ?? "");
  return (
    <>
      <SessionPreload id={Number(id)} />
      <PreloadMarkdown />
      <Chat
        prompt=""
        initialTargets={initialTargets}
        defaultModel={defaultModel(index)}
        gateways={gatewayFacts(index)}
        keyless={isKeyless(all)}
      />
    </>
  );
}
