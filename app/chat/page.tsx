import type { Metadata } from "next";
import { Chat } from "@/components/chat/chat";
import { targetsIn } from "@/components/chat/targets";
import { type SearchParams, urlParams } from "../search-params";
import { chatProps } from "./chat-props";
import "@/components/chat/chat.css";

export const metadata: Metadata = {
  title: "Chat",
  description: "Chat with any model on any gateway, side by side, and see what each answer costs.",
};

/** A new conversation. `?prompt=` fills the field but never sends; `?models=` names the models that answer. */
export default async function ChatPage({ searchParams }: { searchParams: SearchParams }) {
  // A link to another URL starts over; a URL that the chat itself writes does not.
  const params = await urlParams(searchParams);
  return <Chat key={String(params)} {...(await chatProps(targetsIn(params)))} />;
}
