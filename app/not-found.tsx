import type { Metadata } from "next";
import { NearModels } from "@/components/models/near-models";
import { EmptyState } from "@/components/ui/empty-state";
import { Link } from "@/components/ui/link";

export const metadata: Metadata = { title: "Not found" };

export default function NotFound() {
  return (
    <div className="page py-8">
      <EmptyState
        level={1}
        icon="compass"
        title="Page not found"
        text="The link may be wrong, or the model has another ID. Search for part of its name."
      >
        <NearModels />
        <p className="mt-6 text-note">
          <Link href="/models" className="touch-target text-accent hover:underline">
            All models
          </Link>
        </p>
      </EmptyState>
    </div>
  );
}
