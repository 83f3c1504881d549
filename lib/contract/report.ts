import { z } from "zod";

/** The body of `POST /v1/reports`: an offer is grouped with the wrong model. */
export const ReportRequest = z.object({
  model: z.string().min(1).max(500),
  gateway: z.string().min(1).max(60),
  native_id: z.string().min(1).max(500),
  /** The problem, in the reporter's words. */
  note: z.string().trim().max(1_000).default(""),
});
export type ReportRequest = z.infer<typeof ReportRequest>;

/** A report with the identity decision on the offer. */
export type MergeReport = ReportRequest & { method: string; evidence: string };
