import type { Metadata } from "next";
import { Chat } from "@/components/chat/chat";
import { defaultModel } from "@/components/chat/default-model";
import { gatewayFacts, isKeyless } from "@/components/chat/index-facts";
import { parseTargets } from "@/components/chat/targets";
import { getBackend } from "@/lib/client/get-backend";
import { type SearchParams, urlParams } from "../search-params";
import "@/components/chat/chat.css";

export const metadata: Metadata = {
  title: "Chat",
  description: "Chat with any model of any gateway, side by side, knowing what each answer costs.",
};

/** A new conversation. `?prompt=` fills the field and never sends; `?models=` says who shall answer. */
export default async function ChatPage({ searchParams }: { searchParams: SearchParams }) {
  const query = await urlParams(searchParams);
  const [{ index }, all] = await Promise.all([getBackend().catalog(), getBackend().gateways()]);
  const initialTargets = parseTargets(query.get("models") ?? query.get("model") ?? "");
  return (
    <Chat
      prompt={query.get("prompt")?.slice(0, 20_000) ?? ""}
      initialTargets={initialTargets}
      defaultModel={defaultModel(index)}
      gateways={gatewayFacts(index)}
      keyless={isKeyless(all)}
    />
  );
}
