/**
 * The only script of a page. It shows the copy buttons where the browser lets a page write to the clipboard (that takes
 * HTTPS), and copies the address before each. If copying is refused, the address is selected, ready for Ctrl+C. The
 * page's policy allows exactly this text, by its hash.
 */
export const COPY_SCRIPT = `if(navigator.clipboard){
const status=document.querySelector("[role=status]");
let restore=()=>{},timer;
for(const button of document.querySelectorAll("[data-copied]")){
const label=button.textContent,code=button.previousElementSibling;
button.hidden=false;
button.onclick=()=>navigator.clipboard.writeText(code.textContent).then(()=>{
clearTimeout(timer);
restore();
button.textContent=button.dataset.copied;
status.textContent=button.dataset.copied+": "+code.textContent;
restore=()=>{button.textContent=label;status.textContent=""};
timer=setTimeout(restore,2000)
},()=>getSelection().selectAllChildren(code))
}}`;
