// Puts the cursor where the screen wants it: <i data-focus="key">, each time that is drawn anew.
// What has to be seen with it, <div data-see>, is not scrolled away on a telephone.
{
  const wanted = document.querySelector("[data-focus]")?.dataset.focus;
  const until = performance.now() + 3000;
  const look = () => {
    const found = document.querySelector(`.st-key-${wanted} :is(input, button)`);
    if (found) {
      found.focus();
      document.querySelector("[data-see]")?.scrollIntoView({ block: "start" });
    } else if (performance.now() < until) requestAnimationFrame(look);
  };
  if (wanted) requestAnimationFrame(look);
}
