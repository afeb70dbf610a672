// Puts the cursor where the screen wants it: <i data-focus="key">, each time that is drawn anew.
{
  const wanted = document.querySelector("[data-focus]")?.dataset.focus;
  const until = performance.now() + 3000;
  const look = () => {
    const found = document.querySelector(`.st-key-${wanted} :is(input, button)`);
    if (found) found.focus();
    else if (performance.now() < until) requestAnimationFrame(look);
  };
  if (wanted) requestAnimationFrame(look);
}
