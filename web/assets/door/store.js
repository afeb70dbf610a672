/* What this phone keeps, in IndexedDB: the list of each event ("lists"), and every entry made here
   ("entries") until the event is over. A browser that keeps nothing gets a memory that lasts as
   long as the page. */
"use strict";
const NAME = "tonari-door";

const asked = (request) =>
  new Promise((done, failed) => {
    request.onsuccess = () => done(request.result);
    request.onerror = () => failed(request.error);
  });

function opened() {
  const request = indexedDB.open(NAME, 1);
  request.onupgradeneeded = () => {
    request.result.createObjectStore("lists", { keyPath: "id" });
    request.result.createObjectStore("entries", { keyPath: "key" });
  };
  return asked(request);
}

/* A connection is opened for each act and closed after it: an open one would block the wiping. */
async function within(mode, work) {
  const db = await opened();
  try {
    const act = db.transaction(["lists", "entries"], mode);
    const finished = new Promise((done, failed) => {
      act.oncomplete = done;
      act.onabort = act.onerror = () => failed(act.error);
    });
    const found = await work(act);
    await finished;
    return found;
  } finally {
    db.close();
  }
}

const onDisk = {
  lasting: true,
  all: (store) => within("readonly", (act) => asked(act.objectStore(store).getAll())),
  put: (store, ...rows) =>
    within("readwrite", (act) => {
      for (const row of rows) act.objectStore(store).put(row);
    }),
  remove: (store, ...keys) =>
    within("readwrite", (act) => {
      for (const key of keys) act.objectStore(store).delete(key);
    }),
  destroy: () => asked(indexedDB.deleteDatabase(NAME)),
};

function inMemory() {
  const kept = { lists: new Map(), entries: new Map() };
  return {
    lasting: false,
    all: async (store) => [...kept[store].values()],
    put: async (store, ...rows) => rows.forEach((row) => kept[store].set(row.id || row.key, row)),
    remove: async (store, ...keys) => keys.forEach((key) => kept[store].delete(key)),
    destroy: async () => Object.values(kept).forEach((store) => store.clear()),
  };
}

/* The store to use: the lasting one, if this browser has one. */
async function store() {
  try {
    await onDisk.all("lists");
    return onDisk;
  } catch (error) {
    return inMemory();
  }
}
