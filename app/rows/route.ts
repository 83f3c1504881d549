import { sendPage } from "@/components/models/first-page";
import { firstPage } from "@/components/models/make-page";
import { door } from "@/lib/client/door";
import { handOut } from "@/lib/client/handed-out";

export const dynamic = "force-dynamic";

/** The first page of a state of the browser, for a page that does not have the index. */
export async function GET(request: Request): Promise<Response> {
  const catalog = await door().catalog();
  handOut(catalog);
  const page = firstPage(catalog, new URL(request.url).searchParams);
  return Response.json(sendPage(page), { headers: { "cache-control": "no-store" } });
}
