import { Hono, type MiddlewareHandler } from "hono";
import { describeRoute } from "hono-openapi";
import { z } from "zod";
import { SavedReportList } from "@/lib/contract/admin";
import { ApiError } from "@/lib/contract/error";
import type { Model } from "@/lib/contract/model";
import type { ModelOffer } from "@/lib/contract/offer";
import { ReportRequest } from "@/lib/contract/report";
import { findModel } from "@/lib/models/find-model";
import { readRow } from "../catalog/row-table";
import type { Catalog, Snapshot } from "../catalog/snapshot";
import type { Limits } from "../limits/limiter";
import { clientAddress } from "../middleware/address";
import type { Vars } from "../middleware/observe";
import { takePoints } from "../middleware/rate-limit";
import { ADMIN, body, errorResponses, jsonResponse, query, wholeNumber } from "./contract";

const MAX_BODY_BYTES = 8_192;
const ListQuery = z.object({ limit: wholeNumber(1, 500, 100).describe("Maximum number of results.") });
const ReceivedReport = z.object({ object: z.literal("report"), model: z.string(), received: z.literal(true) });
/** Per address; the total limit is higher, so that one visitor leaves room for others. */
const REPORTS_AN_HOUR = 10;
const TOO_MANY = `expected at most ${REPORTS_AN_HOUR} reports an hour from one address: try again later`;

const describeReport = describeRoute({
  operationId: "reportOffer",
  summary: "Report an offer that is grouped with the wrong model",
  responses: {
    201: jsonResponse(ReceivedReport, "It is stored."),
    ...errorResponses({
      400: "A field cannot be used.",
      404: "No such offer.",
      429: "Too many reports: 10 an hour from one address, 100 in all.",
    }),
  },
});
const describeList = describeRoute({
  operationId: "listReports",
  summary: "List match reports",
  description: "The newest first.",
  security: ADMIN,
  responses: { 200: jsonResponse(SavedReportList, "The reports."), ...errorResponses({ 401: "Not the admin token." }) },
});

/** `POST /v1/reports`: an offer is grouped with the wrong model. `GET /v1/reports`: the reports, for the operator. */
export function reportRoutes(
  catalog: Catalog,
  admin: MiddlewareHandler<Vars>,
  limits: Pick<Limits, "limiter">,
  trustProxy: number,
): Hono<Vars> {
  const routes = new Hono<Vars>();
  const byAddress = limits.limiter({ name: "reports-address", points: REPORTS_AN_HOUR, seconds: 3_600 });
  const reportBody = body(ReportRequest, {
    maxBytes: MAX_BODY_BYTES,
    expected: "{ model, gateway, native_id, note? }",
  });
  routes.post("/v1/reports", describeReport, reportBody, async (c) => {
    const report = c.req.valid("json");
    const { model, offer } = reportedOffer(catalog.snapshot(), report);
    await takePoints(byAddress, clientAddress(c, trustProxy), () => TOO_MANY);
    const { method, evidence } = offer.identity;
    if (!(await catalog.report({ ...report, model: model.id, method, evidence }))) {
      const message = "too many reports came within the last hour: this one was not kept, try again later";
      throw new ApiError("rate_limit_exceeded", message, { retryAfterSeconds: 3_600 });
    }
    return c.json<z.infer<typeof ReceivedReport>>({ object: "report", model: model.id, received: true }, 201);
  });

  routes.get("/v1/reports", describeList, admin, query(ListQuery), async (c) => {
    const { limit } = c.req.valid("query");
    return c.json({ object: "list", data: await catalog.reports(limit) });
  });
  return routes;
}

/** The offer that a report names, and its model. Throws not_found. */
function reportedOffer({ index, rows }: Snapshot, report: ReportRequest): { model: Model; offer: ModelOffer } {
  const row = findModel(index, report.model);
  const model = row < 0 ? null : readRow<Model>(rows, row);
  const offer = model?.offers.find(({ gateway, id }) => gateway === report.gateway && id === report.native_id);
  if (model && offer) return { model, offer };
  const message = `expected an offer of a model, got "${report.native_id}" at "${report.gateway}" of "${report.model}"`;
  throw new ApiError("not_found", message, { param: model ? "native_id" : "model" });
}
