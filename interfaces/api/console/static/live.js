// One event stream for all tabs of this browser. Web Locks elects the tab that reads it, and a BroadcastChannel hands on
// what it reads: a browser has six connections to a server (HTTP/1.1), and a seventh stream would block every page.
// A hidden tab follows nothing. Pages listen to the events "live:news" and "live:state" of the document.
const line = document.getElementById("live");
const GATHER = 100, RETRY = 5000, PAUSED = "tillroll-live-paused";

function start() {
  const own = crypto.randomUUID();
  const channel = new BroadcastChannel("tillroll-live");
  const wanted = new Map();
  const [starter, pauser, now, said] = ["start", "pause", "state", "news"].map((id) => document.getElementById(`live-${id}`));
  let isOn = !("off" in line.dataset) && !localStorage.getItem(PAUSED);
  let isActive = false, isLost = false, last = null;
  let source, timer, release, waiting;

  const emit = (name, detail) => document.dispatchEvent(new CustomEvent(`live:${name}`, { detail }));
  const tell = (message) => { channel.postMessage(message); hear(message); };

  const hear = (message) => {
    if (!isActive) return;
    last = message.last ?? last;
    if (message.news) emit("news", message.news);
    if (message.state) show(message.state);
    if (message.who) channel.postMessage({ tab: own, want: line.dataset.follow });
    if (release && message.want && wanted.get(message.tab) !== message.want) {
      wanted.set(message.tab, message.want);
      gather();
    }
    if (release && message.leave) wanted.delete(message.leave);
  };

  const show = (state) => {
    const hasFailed = state === "lost" || state === "ended";
    if (hasFailed || isLost) said.textContent = hasFailed ? line.dataset[state] : "";
    if (!hasFailed) now.textContent = line.dataset[state];
    line.classList.toggle("off", state !== "following");
    isLost = hasFailed;
    emit("state", state);
  };

  // The tab that reads: it asks the others what they want, and opens one stream for all of that.
  const lead = () => new Promise((resolve) => {
    release = resolve;
    wanted.clear();
    wanted.set(own, line.dataset.follow);
    channel.postMessage({ who: true });
    gather();
  });
  const gather = () => { clearTimeout(timer); timer = setTimeout(open, GATHER); };
  const open = () => {
    source?.close();
    const query = [...new Set(wanted.values()), ...(last ? [`after=${last}`] : [])].join("&");
    source = new EventSource(`/console/live/stream?${query}`);
    source.onopen = () => tell({ state: "following" });
    source.onmessage = (event) => tell({ news: JSON.parse(event.data), last: event.lastEventId });
    source.onerror = () => {
      tell({ state: "lost" });
      // The server refused: too many streams, or it is about to start. A cut is mended by the browser.
      if (source.readyState === EventSource.CLOSED) timer = setTimeout(open, RETRY);
    };
    source.addEventListener("end", () => { source.close(); tell({ state: "ended" }); });
  };

  const update = (isWanted = true) => {
    if (isActive === (isWanted && isOn && !document.hidden)) return;
    isActive = !isActive;
    if (isActive) {
      last = null;
      waiting = new AbortController();
      navigator.locks.request("tillroll-live", { signal: waiting.signal }, lead).catch(() => {});
      channel.postMessage({ tab: own, want: line.dataset.follow });
    } else {
      waiting.abort();
      clearTimeout(timer);
      source?.close();
      release?.();
      release = source = undefined;
      channel.postMessage({ leave: own });
    }
  };
  const label = () => { starter.hidden = isOn; pauser.hidden = !isOn; show(isOn ? "following" : "paused"); };
  const turn = (on) => {
    isOn = on;
    if (!("off" in line.dataset)) localStorage.setItem(PAUSED, on ? "" : "1");
    label();
    update();
    (on ? pauser : starter).focus();
  };
  channel.onmessage = (event) => hear(event.data);
  starter.addEventListener("click", () => turn(true));
  pauser.addEventListener("click", () => turn(false));
  document.addEventListener("visibilitychange", () => update());
  addEventListener("pagehide", () => update(false));
  addEventListener("pageshow", () => update());
  line.hidden = false;
  label();
  update();
}

if (line && navigator.locks) start();
