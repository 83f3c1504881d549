import { buttonClass } from "@/components/ui/button";
import { Menu } from "@/components/ui/menu";
import { withQuery } from "./change-query";
import { FEEDS } from "./feeds";

export function ChangesHead({ params }: { params: URLSearchParams }) {
  return (
    <div className="flex flex-wrap items-start gap-x-4 gap-y-1">
      <div className="min-w-0 flex-1">
        <h1>Changes</h1>
        <p className="mt-0.5 text-text-3">
          {params.has("model") ? `For ${params.get("model")}` : "Price, context, and availability changes"}
        </p>
      </div>
      <Menu
        trigger={{ icon: "rss", text: "Subscribe", className: buttonClass() }}
        label="Subscribe to these changes"
        items={FEEDS.map(({ file, name }) => ({ label: name, href: withQuery(`/changes/${file}`, params) }))}
      />
    </div>
  );
}
