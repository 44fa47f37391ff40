// Sends chosen or dropped files one by one and shows their progress; without this script the form sends all at once.
"use strict";

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
  state.textContent = "等候";
  const progress = document.createElement("progress");
  progress.max = 1;
  progress.value = 0;
  progress.setAttribute("aria-label", `${name} 的上传进度`);
  line.append(state, words, progress);
  results.append(line);
  return { line, state, progress };
}

function fail(shown, sentence) {
  shown.line.className = "result refused";
  shown.state.textContent = "未送达";
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

function send(file, shown) {
  return new Promise((done) => {
    const data = new FormData(form);
    data.delete("files");
    data.append("files", file, file.name);
    const request = new XMLHttpRequest();
    request.open("POST", form.dataset.lines);
    request.upload.addEventListener("progress", (event) => {
      shown.state.textContent = event.loaded < event.total ? "上传中" : "读取中";
      shown.progress.value = event.loaded / event.total;
      if (event.loaded >= event.total) shown.progress.removeAttribute("value");
    });
    request.addEventListener("load", () => {
      if (request.status === 200 || request.status === 507) {  // 507: the disk is full, the answer says so
        const answer = new DOMParser().parseFromString(request.responseText, "text/html");
        shown.line.replaceWith(...answer.body.children);
      } else {
        fail(shown, request.status === 403 ? "登录已过期或没有权限，请重新登录。" : `服务器读取失败（${request.status}），文件如已收到会列在工作清单里。`);
      }
      done();
    });
    request.addEventListener("error", () => { fail(shown, "连接中断，请再传一次；重复的文件会认出来。"); done(); });
    request.send(data);
  });
}

async function sendAll(files) {
  document.getElementById("results-title").hidden = false;
  const queue = [...files].map((file) => [file, waitingLine(file.name)]);
  for (const [file, shown] of queue) await send(file, shown);
  await readWaiting();
}

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
