import { indexResponse } from "@/lib/client/index-response";

export const dynamic = "force-dynamic";

/** The search index under plain Next: the same bytes, uncompressed. */
export async function GET(_: Request, { params }: { params: Promise<{ hash: string }> }): Promise<Response> {
  return indexResponse((await params).hash, "", false);
}
