/// <reference types="next/image-types/global" />
import icons from "./icons.svg";
import logos from "./logos.svg";

/** The addresses of the two sprites, with their content's hash in them: the file is the same forever. */
export const ICONS_URL: string = icons.src;
export const LOGOS_URL: string = logos.src;
