// Inside a SCORM 2004 package: the API it looks for, in its own window.
import { Scorm2004API } from "scorm-again/scorm2004/min";
import { offer } from "./scorm_bridge.js";

offer("API_1484_11", Scorm2004API, ["Commit", "Terminate"], "Initialize");
