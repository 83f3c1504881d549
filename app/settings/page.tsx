import type { Metadata } from "next";
import { Settings } from "@/components/settings/settings";

export const metadata: Metadata = { title: "Settings", robots: { index: false } };

export default function SettingsPage() {
  return (
    <div className="page grid grid-cols-1 gap-7 pt-6 pb-12">
      <h1>Settings</h1>
      <Settings />
    </div>
  );
}
