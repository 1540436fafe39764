"""Tiny packages made here: one part that says at once what it is told to say."""

import io
import zipfile

V12 = """<?xml version="1.0"?>
<manifest identifier="m" xmlns="http://www.imsproject.org/xsd/imscp_rootv1p1p2"
  xmlns:adlcp="http://www.adlnet.org/xsd/adlcp_rootv1p2">
  <metadata><schema>ADL SCORM</schema><schemaversion>1.2</schemaversion></metadata>
  <organizations default="o"><organization identifier="o"><title>A 1.2 exercise</title>
    <item identifier="i1" identifierref="r1"><title>Part</title>
      <adlcp:masteryscore>80</adlcp:masteryscore></item>
  </organization></organizations>
  <resources><resource identifier="r1" type="webcontent"
    adlcp:scormtype="sco" href="content/start.html"/></resources>
</manifest>"""
V2004 = """<?xml version="1.0"?>
<manifest identifier="m" xmlns="http://www.imsglobal.org/xsd/imscp_v1p1"
  xmlns:adlcp="http://www.adlnet.org/xsd/adlcp_v1p3">
  <metadata><schema>ADL SCORM</schema><schemaversion>2004 4th Edition</schemaversion></metadata>
  <organizations default="o"><organization identifier="o"><title>A 2004 exercise</title>
    <item identifier="i1" identifierref="r1"><title>Part</title></item>
  </organization></organizations>
  <resources><resource identifier="r1" type="webcontent"
    adlcp:scormType="sco" href="content/start.html"/></resources>
</manifest>"""
SCRIPT_12 = """
function find(win) {
  var n = 0;
  while (!win.API && win.parent && win.parent !== win && n++ < 7) win = win.parent;
  return win.API;
}
var api = find(window);
document.getElementById("was").textContent = api.LMSInitialize("")
  + "|" + api.LMSGetValue("cmi.core.lesson_location")
  + "|" + api.LMSGetValue("cmi.core.entry");
document.getElementById("answer").onclick = function () {
  api.LMSSetValue("cmi.core.score.min", "0"); api.LMSSetValue("cmi.core.score.max", "100");
  api.LMSSetValue("cmi.core.score.raw", "90"); api.LMSSetValue("cmi.core.lesson_location", "page-2");
  api.LMSSetValue("cmi.suspend_data", "kept"); api.LMSSetValue("cmi.core.lesson_status", "completed");
  document.getElementById("said").textContent = api.LMSCommit("");
};
"""
SCRIPT_2004 = """
function find(win) {
  var n = 0;
  while (!win.API_1484_11 && win.parent && win.parent !== win && n++ < 7) win = win.parent;
  return win.API_1484_11;
}
var api = find(window);
document.getElementById("was").textContent = api.Initialize("")
  + "|" + api.GetValue("cmi.location") + "|" + api.GetValue("cmi.entry");
document.getElementById("answer").onclick = function () {
  api.SetValue("cmi.score.scaled", "0.75"); api.SetValue("cmi.location", "page-2");
  api.SetValue("cmi.completion_status", "completed"); api.SetValue("cmi.success_status", "passed");
  document.getElementById("said").textContent = api.Commit("");
};
"""
PAGE = """<!doctype html><html><head><title>Part</title><link rel="stylesheet" href="look.css"></head><body>
<p id="was"></p><button id="answer">Answer</button><p id="said"></p><p id="reached"></p>
<script src="part.js"></script>
<script>
var reached = [];
try { reached.push("cookie:" + document.cookie); } catch (e) { reached.push("no cookie"); }
try { window.top.document.title; reached.push("page"); } catch (e) { reached.push("no page"); }
try { localStorage.length; reached.push("storage"); } catch (e) { reached.push("no storage"); }
fetch("/api/v1/").then(function () { return "api"; }, function () { return "no api"; }).then(function (word) {
  reached.push(word); document.getElementById("reached").textContent = reached.join(", ");
});
</script></body></html>"""


def package(version="1.2", *, manifest=None, more=(), without=()):
    """The bytes of a package; `more` are (name, data) pairs put in as they are."""
    files = {
        "imsmanifest.xml": manifest or (V12 if version == "1.2" else V2004),
        "content/start.html": PAGE,
        "content/part.js": SCRIPT_12 if version == "1.2" else SCRIPT_2004,
        "content/look.css": "body { font-family: sans-serif }",
    }
    made = io.BytesIO()
    with zipfile.ZipFile(made, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, data in files.items():
            if name not in without:
                archive.writestr(name, data)
        for name, data in more:
            archive.writestr(name, data)
    return made.getvalue()
