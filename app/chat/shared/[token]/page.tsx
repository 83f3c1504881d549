import type { Metadata } from "next";
import { Shared } from "@/components/chat/shared";
import "@/components/chat/chat.css";

export const metadata: Metadata = { title: "A shared conversation", robots: { index: false, follow: false } };

/** A conversation that somebody shared, as it was then. */
export default async function SharedPage({ params }: { params: Promise<{ token: string }> }) {
  const { token } = await params;
  return (
    <div className="chat chat-shared">
      <Shared token={token} />
    </div>
  );
}
