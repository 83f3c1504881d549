import type { Metadata } from "next";
import { NearModels } from "@/components/models/near-models";

export const metadata: Metadata = { title: "Not found" };

/** What is shown with status 404: nothing by this address, and the way on. */
export default function NotFound() {
  return (
    <div className="page py-16">
      <p className="text-text-3">404</p>
      <h1>Page not found</h1>
      <p className="mt-1 mb-5 max-w-prose text-text-3">
        The link may be wrong, or the model has another ID. Search for part of its name.
      </p>
      <NearModels />
      <p className="mt-5">
        <a href="/models" className="link">
          All models
        </a>
      </p>
    </div>
  );
}
