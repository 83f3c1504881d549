/// <reference types="next/image-types/global" />
import iconMasks from "./icon-masks.svg";
import icons from "./icons.svg";
import logos from "./logos.svg";

/** The sprites' URLs, which have a content hash: they are cached forever. */
export const ICONS_URL: string = icons.src;
export const LOGOS_URL: string = logos.src;
export const ICON_MASKS_URL: string = iconMasks.src;
