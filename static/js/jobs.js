// Progress of a long job, without reloading. When the job ends the page is loaded once more.
const PAUSE = 2_000;
const LONGEST_PAUSE = 30_000;
const place = document.querySelector("[data-job]");

async function look(pause) {
  let next = PAUSE;
  try {
    const answer = await fetch(place.dataset.job, { headers: { Accept: "application/json" } });
    if (!answer.ok) throw new Error(String(answer.status));
    const job = await answer.json();
    if (!job.open) return location.reload();
    show(job);
  } catch {
    next = Math.min(pause * 2, LONGEST_PAUSE); // the line or the server is away: ask less often
  }
  setTimeout(look, next, next);
}

function show(job) {
  const bar = place.querySelector("progress");
  bar.max = job.total || 1;
  bar.value = job.done;
  place.querySelector(".meter-line span:last-child").textContent = job.sentence || job.label;
}

if (place) setTimeout(look, PAUSE, PAUSE);
