// What every page carries: Alpine in its CSP build with our two components, and small habits that listen at the document,
// so that pieces swapped in later have them too. Nothing here is needed: every form and link works without scripts.
import Alpine from "@alpinejs/csp";
import { takeChoicesAlong } from "./arrival.js";
import { cellEdit } from "./cell-edit.js";
import { openDialogs } from "./dialogs.js";
import { dropZone } from "./drop-zone.js";
import { dressFiles } from "./files.js";
import { findFast } from "./find.js";
import { guardTyping } from "./guard.js";
import { closeMenus } from "./menus.js";
import { tellNotices } from "./notices.js";
import { standInPane } from "./pane.js";
import { offerPasskeys } from "./passkeys.js";
import { switchReading } from "./reading.js";
import { moveByKeys } from "./rows.js";
import { tickAll } from "./tick-all.js";
import { doWork } from "./work.js";

Alpine.data("dropZone", dropZone);
Alpine.data("tickAll", tickAll);
Alpine.data("cellEdit", cellEdit);

for (const start of [tellNotices, switchReading, openDialogs, moveByKeys, guardTyping, closeMenus, standInPane, doWork, offerPasskeys, takeChoicesAlong, dressFiles, findFast]) start();
Alpine.start();
