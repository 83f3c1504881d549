import type { Metadata } from "next";
import { Chat } from "@/components/chat/chat";
import { OfflineList } from "@/components/offline/offline-list";
import { OfflineModel } from "@/components/offline/offline-model";
import { OfflinePage } from "@/components/offline/offline-page";
import { chatProps } from "../chat/chat-props";
import "@/components/chat/chat.css";

export const metadata: Metadata = { title: "Offline", robots: { index: false } };

/** Shown by the service worker for every page that is not saved. */
export default async function Offline() {
  return <OfflinePage list={<OfflineList />} model={<OfflineModel />} chat={<Chat {...(await chatProps())} />} />;
}
