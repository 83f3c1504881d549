import { z } from "zod";

/** What `POST /v1/reports` takes: that an offer stands under the wrong model. */
export const ReportRequest = z.object({
  /** The id of the model whose page it stands on. */
  model: z.string().min(1).max(500),
  gateway: z.string().min(1).max(60),
  native_id: z.string().min(1).max(500),
  /** What is wrong, in the words of who reports it. */
  note: z.string().trim().max(1_000).default(""),
});
export type ReportRequest = z.infer<typeof ReportRequest>;

/** A report with what identity had said of the offer. */
export type MergeReport = ReportRequest & { method: string; evidence: string };
