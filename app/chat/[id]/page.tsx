import type { Metadata } from "next";
import { notFound } from "next/navigation";
import { AskEarly } from "@/components/chat/ask-early";
import { Chat } from "@/components/chat/chat";
import { gatewayFacts, isKeyless } from "@/components/chat/index-facts";
import { ReaderAtOnce } from "@/components/chat/reader-at-once";
import { usualModel } from "@/components/chat/usual-model";
import { parseWishes } from "@/components/chat/wishes";
import { door } from "@/lib/client/door";
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
  const [{ index }, all] = await Promise.all([door().catalog(), door().gateways()]);
  const wished = parseWishes(query.get("models") ?? "");
  return (
    <>
      <AskEarly id={Number(id)} />
      <ReaderAtOnce />
      <Chat
        prompt=""
        wished={wished}
        usual={usualModel(index)}
        gateways={gatewayFacts(index)}
        keyless={isKeyless(all)}
      />
    </>
  );
}
