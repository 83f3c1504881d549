import type { Metadata } from "next";
import { Admin } from "@/components/admin/admin";

export const metadata: Metadata = { title: "Operator", robots: { index: false, follow: false } };

/** The operator's page, which nothing links to. */
export default function AdminPage() {
  return (
    <div className="page pt-5 pb-16">
      <Admin />
    </div>
  );
}
