import type { Metadata } from "next";
import { LiveGateways } from "@/components/gateways/live-gateways";
import { StateLine } from "@/components/gateways/state-line";
import { getBackend } from "@/lib/client/get-backend";

export const metadata: Metadata = {
  title: "Gateways",
  description: "Where models can be run, and how fresh our data is.",
  alternates: { canonical: "/gateways" },
};

/** All gateways: counts, states, syncs under way. */
export default async function GatewaysPage() {
  const [{ models }, gateways] = await Promise.all([getBackend().catalog(), getBackend().gateways()]);
  const now = Date.now();
  return (
    <div className="page pt-5 pb-12">
      <div className="mb-3 flex flex-wrap items-baseline gap-x-4 gap-y-0.5">
        <h1>Gateways</h1>
        <p className="text-text-3">Where models can be run, and how fresh our data is.</p>
        <StateLine gateways={gateways} now={now} className="sm:ml-auto" />
      </div>
      <LiveGateways first={gateways} models={models} at={now} />
    </div>
  );
}
