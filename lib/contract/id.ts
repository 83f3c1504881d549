import { z } from "zod";

/** The largest id and count that every store holds. */
export const MAX_ID = 2 ** 31 - 1;

/** The id of something stored. */
export const RowId = z.number().int().min(1).max(MAX_ID);
