import type { Metadata } from "next";
import { Chat } from "@/components/chat/chat";
import { OfflineList } from "@/components/offline/offline-list";
import { OfflineModel } from "@/components/offline/offline-model";
import { OfflinePage } from "@/components/offline/offline-page";
import { chatProps } from "../chat/chat-props";
import "@/components/chat/chat.css";

export const metadata: Metadata = { title: "Offline", robots: { index: false } };

/** What the service worker shows for every page that it has not saved: the same document for all of them. */
export default async function Offline() {
  return <OfflinePage list={<OfflineList />} model={<OfflineModel />} chat={<Chat {...(await chatProps())} />} />;
}
