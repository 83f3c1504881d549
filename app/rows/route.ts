import { firstPage } from "@/components/models/build-page";
import { toJson } from "@/components/models/first-page";
import { getBackend } from "@/lib/client/get-backend";
import { cacheServedIndex } from "@/lib/client/served-indexes";

export const dynamic = "force-dynamic";

/** The first page of a browser state, for clients that have not loaded the index. */
export async function GET(request: Request): Promise<Response> {
  const catalog = await getBackend().catalog();
  cacheServedIndex(catalog);
  const page = firstPage(catalog, new URL(request.url).searchParams);
  return Response.json(toJson(page), { headers: { "cache-control": "no-store" } });
}
