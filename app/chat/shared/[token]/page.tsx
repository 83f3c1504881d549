import type { Metadata } from "next";
import { gatewayFacts } from "@/components/chat/index-facts";
import { Shared } from "@/components/chat/shared";
import { getBackend } from "@/lib/client/get-backend";
import "@/components/chat/chat.css";

export const metadata: Metadata = { title: "Shared chat", robots: { index: false, follow: false } };

/** A shared conversation, as of when it was shared. */
export default async function SharedPage({ params }: { params: Promise<{ token: string }> }) {
  const { token } = await params;
  const { index } = await getBackend().catalog();
  return (
    <div className="page">
      <Shared token={token} gateways={gatewayFacts(index)} />
    </div>
  );
}
