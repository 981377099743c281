// Icons that templates may use with {% icon "name" %}; names as in Bootstrap Icons (MIT).
// Two sprites: what public pages need is small, so that a scanned certificate opens on a slow line.
export const PUBLIC = `
award box-arrow-in-right box-seam check-circle check-circle-fill chevron-left chevron-right exclamation-octagon-fill
exclamation-triangle-fill flag geo-alt globe grid hourglass-split info-circle info-circle-fill patch-check-fill
pause-circle-fill question-circle-fill search slash-circle-fill x-octagon-fill
`.trim().split(/\s+/);
export const ICONS = `
archive arrow-clockwise arrow-down arrow-down-up arrow-left arrow-repeat arrow-return-left arrow-right arrow-up
award bell bookmark box-arrow-in-right box-arrow-right box-seam building calculator calendar-check calendar-event
camera card-checklist caret-down-fill caret-up-fill chat-left-text check-circle check-circle-fill check-lg check2-all
chevron-down chevron-left chevron-right chevron-up circle clipboard-check clipboard-data clock clock-history
cloud-arrow-up cloud-check cloud-slash dash-circle dash-lg download envelope exclamation-circle exclamation-octagon
exclamation-octagon-fill exclamation-triangle exclamation-triangle-fill eye eye-slash file-earmark file-earmark-excel
file-earmark-image file-earmark-pdf file-earmark-text file-earmark-word filter flag flower1 folder folder2-open
funnel gear geo-alt globe graph-up grid hash hourglass-split house image info-circle info-circle-fill journal-text
keyboard layers link-45deg list list-check list-ol list-task lock lock-fill map megaphone menu-button-wide
patch-check patch-check-fill patch-exclamation paperclip pause-circle pause-circle-fill pencil pencil-square
people person person-badge person-check person-circle phone plus-circle plus-lg printer qr-code qr-code-scan
question-circle question-circle-fill reply search send send-check shield-check shield-lock shield-x shop
signpost-split sliders slash-circle slash-circle-fill sort-down sort-up speedometer2 star star-fill stop-circle
table tag telephone three-dots trash tree unlock upload vector-pen x-circle x-circle-fill x-lg x-octagon
x-octagon-fill zoom-in
`.trim().split(/\s+/).filter((name) => !PUBLIC.includes(name));
