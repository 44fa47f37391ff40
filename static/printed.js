// Address and day of printing at the foot of a printed page. A page may lie in a cache for days, and an address that
// leads nowhere has words of its own, so the server writes neither.
"use strict";

addEventListener("beforeprint", () => {
  const foot = document.querySelector(".printed");
  const day = new Date();
  foot.querySelector(".address").textContent = location.origin + decodeURI(location.pathname);
  foot.querySelector("time").textContent = `${day.getFullYear()}年${day.getMonth() + 1}月${day.getDate()}日打印`;
});
