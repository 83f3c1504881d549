import type { Metadata } from "next";
import { notFound, permanentRedirect } from "next/navigation";
import { GatewayModels } from "@/components/gateways/gateway-models";
import { LiveFacts } from "@/components/gateways/live-facts";
import { firstPage } from "@/components/models/build-page";
import { Avatar } from "@/components/ui/avatar";
import { Breadcrumb } from "@/components/ui/breadcrumb";
import { Link } from "@/components/ui/link";
import { getBackend } from "@/lib/client/get-backend";
import { findGateway, type Gateway } from "@/lib/contract/gateway";
import { exclusiveModels } from "@/lib/models/exclusive-models";
import { countText } from "@/lib/models/format";
import { decodeId } from "@/lib/models/ids";

const MAX_SHOWN = 20;

interface PageProps {
  params: Promise<{ slug: string }>;
}

/** All gateways, and the one in the URL, by its slug or an old name; undefined if it does not exist. */
async function gatewayOf(params: PageProps["params"]): Promise<[Gateway[], Gateway | undefined, string]> {
  const requested = decodeId((await params).slug) ?? "";
  const gateways = await getBackend().gateways();
  return [gateways, findGateway(gateways, requested), requested];
}

export async function generateMetadata({ params }: PageProps): Promise<Metadata> {
  const [, gateway] = await gatewayOf(params);
  if (!gateway) return { title: "Not found" };
  const { name, slug, models, usable_models = models } = gateway;
  return {
    title: `${name}: ${countText(usable_models)} models, prices, and status`,
    description: `The models of ${name} with price, context, and speed, and how fresh the data is.`,
    alternates: { canonical: `/gateways/${slug}` },
  };
}

/** A gateway: the state of its data, its models, and statistics of its calls. */
export default async function GatewayPage({ params }: PageProps) {
  const [gateways, gateway, requested] = await gatewayOf(params);
  if (!gateway) notFound();
  const { slug, name, aliases } = gateway;
  if (requested !== slug) permanentRedirect(`/gateways/${slug}`);
  const catalog = await getBackend().catalog();
  const { rows, found } = firstPage(catalog, new URLSearchParams({ gateway: slug }));
  const also = aliases.filter((alias) => alias !== slug);
  return (
    <article className="page grid grid-cols-1 gap-6 pt-6 pb-12">
      <header>
        <Breadcrumb links={[{ href: "/gateways", name: "Gateways" }]} here={name} />
        <div className="mt-4 flex items-center gap-4.5 max-md:gap-3.5">
          <Avatar of={slug} name={name} size={52} className="max-md:size-11" />
          <div className="min-w-0">
            <h1 className="text-display max-md:text-display-phone">{name}</h1>
            <p className="mt-0.5 text-note text-text-3">
              <code>gateway:{slug}</code>
              {also.length > 0 && `, also known as ${also.join(", ")}`}
            </p>
          </div>
        </div>
      </header>
      <LiveFacts first={gateways} at={Date.now()} slug={slug} exclusive={exclusiveModels(catalog.index, slug)} />
      <GatewayModels slug={slug} name={name} rows={rows.slice(0, MAX_SHOWN)} found={found} />
      <p className="flex flex-wrap gap-x-5 gap-y-1 text-note">
        <Link href={`/changes?gateway=${slug}`} className="touch-target text-accent hover:underline">
          Changes on {name}
        </Link>
        <a href={`/v1/models?gateway=${slug}`} className="touch-target text-accent hover:underline">
          Models as JSON
        </a>
      </p>
    </article>
  );
}
