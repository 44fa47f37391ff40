// Sends chosen or dropped files one by one and shows their progress; without this script the form sends all at once.
"use strict";

const gettext = window.gettext ?? ((words) => words);

const form = document.getElementById("upload-form");
const drop = document.getElementById("drop");
const results = document.getElementById("results");
const input = form.elements.files;

document.querySelectorAll(".with-script").forEach((element) => { element.hidden = false; });

function waitingLine(name) {
  const line = document.createElement("li");
  line.className = "result";
  const words = document.createElement("strong");
  words.textContent = name;
  const state = document.createElement("span");
  state.className = "state";
  state.textContent = gettext("等候");
  const progress = document.createElement("progress");
  progress.max = 1;
  progress.value = 0;
  progress.setAttribute("aria-label", gettext("{name} 的上传进度").replace("{name}", () => name));
  line.append(state, words, progress);
  results.append(line);
  return { line, state, progress };
}

function fail(shown, sentence) {
  shown.line.className = "result refused";
  shown.state.textContent = gettext("未送达");
  shown.progress.replaceWith(document.createTextNode(sentence));
}

// One request has a time limit; the remaining files of a large archive are read one by one.
async function readWaiting() {
  for (let line = results.querySelector("li.waiting form.resume"); line; line = results.querySelector("li.waiting form.resume")) {
    const answer = await fetch(line.action, { method: "POST", body: new FormData(line) });
    if (!answer.ok) return;
    const page = new DOMParser().parseFromString(await answer.text(), "text/html");
    line.closest("li").replaceWith(...page.querySelectorAll(".results > li:not(.waiting)"));
  }
}

// A job reads large files, scans and old Word files; their lines change until it has ended.
const PAUSE = 2000;  // milliseconds

async function followJobs() {
  const lines = [...results.querySelectorAll("li.waiting[data-line]")].filter((line) => line.querySelector(".being-read"));
  for (const line of lines) {
    const answer = await fetch(`${form.dataset.lines}?line=${line.dataset.line}`);
    if (!answer.ok) return;
    const page = new DOMParser().parseFromString(await answer.text(), "text/html");
    const fresh = page.querySelector("li[data-line]");
    if (fresh && fresh.innerHTML !== line.innerHTML) line.replaceWith(fresh);
  }
  if (lines.length) setTimeout(followJobs, PAUSE);
}

// Asks which rows of the manifest name none of the files that were sent.
async function closeManifest(manifest) {
  const data = new FormData(form);
  data.delete("files");
  data.set("manifest", manifest, manifest.name);
  data.set("closing", "1");
  const answer = await fetch(form.dataset.lines, { method: "POST", body: data });
  if (!answer.ok) return;
  const page = new DOMParser().parseFromString(await answer.text(), "text/html");
  results.append(...page.body.children);
}

function send(file, shown, manifest) {
  return new Promise((done) => {
    const data = new FormData(form);
    data.delete("files");
    data.append("files", file, file.name);
    data.set("more", "1");
    if (manifest) data.set("manifest", manifest, manifest.name);
    const request = new XMLHttpRequest();
    request.open("POST", form.dataset.lines);
    request.upload.addEventListener("progress", (event) => {
      shown.state.textContent = event.loaded < event.total ? gettext("上传中") : gettext("读取中");
      shown.progress.value = event.loaded / event.total;
      if (event.loaded >= event.total) shown.progress.removeAttribute("value");
    });
    request.addEventListener("load", () => {
      if (request.status === 200 || request.status === 507) {  // 507: the disk is full, the answer says so
        const answer = new DOMParser().parseFromString(request.responseText, "text/html");
        shown.line.replaceWith(...answer.body.children);
      } else {
        fail(shown, request.status === 403
          ? gettext("登录已过期或没有权限，请重新登录。")
          : gettext("服务器读取失败（{status}），文件如已收到会列在工作清单里。").replace("{status}", request.status));
      }
      done();
    });
    request.addEventListener("error", () => {
      fail(shown, gettext("连接中断，请再传一次；重复的文件会认出来。"));
      done();
    });
    request.send(data);
  });
}

async function sendAll(files) {
  document.getElementById("results-title").hidden = false;
  const isManifest = (file) => /^(?:manifest|清单)\.csv$/i.test(file.name);
  const manifest = form.elements.manifest.files[0] || [...files].find(isManifest);
  const queue = [...files].filter((file) => file !== manifest).map((file) => [file, waitingLine(file.name)]);
  for (const [file, shown] of queue) await send(file, shown, manifest);
  if (manifest) await closeManifest(manifest);
  await readWaiting();
  await followJobs();
}

followJobs();

form.addEventListener("submit", (event) => {
  if (!input.files.length) return;
  event.preventDefault();
  const files = [...input.files];
  input.value = "";
  sendAll(files);
});
["dragenter", "dragover"].forEach((kind) => drop.addEventListener(kind, (event) => {
  event.preventDefault();
  drop.classList.add("over");
}));
["dragleave", "drop"].forEach((kind) => drop.addEventListener(kind, () => drop.classList.remove("over")));
drop.addEventListener("drop", (event) => {
  event.preventDefault();
  sendAll(event.dataTransfer.files);
});
