// Small modules for what the platform has no element for. Every page works without them.
import { start as autosave } from "./autosave.js";
import { start as copy } from "./copy.js";
import { start as guard } from "./guard.js";
import { start as menus } from "./menus.js";
import { start as requests } from "./requests.js";
import { start as shortcuts } from "./shortcuts.js";
import { start as tables } from "./tables.js";
import { start as errors } from "./errors.js";

for (const start of [requests, autosave, copy, guard, menus, shortcuts, tables, errors]) start(document);
