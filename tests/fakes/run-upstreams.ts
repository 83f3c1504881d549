import { z } from "zod";
import { SLUGS, type Slug } from "./rows/counts";
import { startUpstreams } from "./upstreams";

/** Starts the twelve fakes by hand: PORT (0 for a free one), COUNTS (JSON by slug); prints the settings that point at them. */
const Port = z.coerce.number().int().min(0).max(65_535);
const Counts = z.partialRecord(z.enum(SLUGS as [Slug, ...Slug[]]), z.number().int().min(0));
const port = Port.parse(process.env.PORT ?? "0");
const counts = Counts.parse(JSON.parse(process.env.COUNTS ?? "{}")) as Partial<Record<Slug, number>>;
const upstreams = await startUpstreams({ port, counts });
for (const [name, value] of Object.entries(upstreams.env())) console.log(`${name}=${value}`);
process.once("SIGINT", () => void upstreams.close());
process.once("SIGTERM", () => void upstreams.close());
