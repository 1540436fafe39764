// Inside a SCORM 1.2 package: the API it looks for, in its own window.
import { Scorm12API } from "scorm-again/scorm12/min";
import { offer } from "./scorm_bridge.js";

offer("API", Scorm12API, ["LMSCommit", "LMSFinish"], "LMSInitialize");
