// The day of printing at the foot of a printed page. A page may lie in a cache for days, so the server does not know it.
"use strict";

addEventListener("beforeprint", () => {
  const day = new Date();
  document.querySelector(".printed time").textContent =
    `${day.getFullYear()}年${day.getMonth() + 1}月${day.getDate()}日打印`;
});
