import type { Metadata } from "next";
import { notFound } from "next/navigation";
import { Chat } from "@/components/chat/chat";
import { PreloadMarkdown } from "@/components/chat/preload-markdown";
import { SessionPreload } from "@/components/chat/session-preload";
import { chatProps } from "../chat-props";
import "@/components/chat/chat.css";

export const metadata: Metadata = { title: "Chat", robots: { index: false } };

interface PageProps {
  params: Promise<{ id: string }>;
}

/** One conversation; the browser fetches its messages with the user's key. */
export default async function ConversationPage({ params }: PageProps) {
  const { id } = await params;
  if (!/^[1-9]\d{0,14}$/.test(id)) notFound();
  return (
    <>
      <SessionPreload id={Number(id)} />
      <PreloadMarkdown />
      <Chat {...(await chatProps())} />
    </>
  );
}
