import type { Metadata } from "next";
import { LiveGateways } from "@/components/gateways/live-gateways";
import { StateLine } from "@/components/gateways/state-line";
import { getBackend } from "@/lib/client/get-backend";
import { exclusiveModels } from "@/lib/models/exclusive-models";
import { usableModels } from "@/lib/models/usable";

export const metadata: Metadata = {
  title: "Gateways",
  description: "Where you can run models, and how fresh our data is",
  alternates: { canonical: "/gateways" },
};

export default async function GatewaysPage() {
  const [{ index }, gateways] = await Promise.all([getBackend().catalog(), getBackend().gateways()]);
  const now = Date.now();
  const exclusive = Object.fromEntries(gateways.map(({ slug }) => [slug, exclusiveModels(index, slug)]));
  return (
    <div className="page pt-6 pb-12">
      <div className="mb-4 flex flex-wrap items-baseline justify-between gap-x-4 gap-y-0.5">
        <h1>Gateways</h1>
        <StateLine gateways={gateways} now={now} />
        <p className="w-full text-text-3">Where you can run models, and how fresh our data is</p>
      </div>
      <LiveGateways first={gateways} models={usableModels(index).count} exclusive={exclusive} at={now} />
    </div>
  );
}
