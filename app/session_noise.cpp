// What is done to the input before the stages read it, and whether the picture shows what that changes.
#include <algorithm>
#include <cmath>

#include "app/session_state.h"

namespace pw {

void Session::Impl::on(const action::SetNoise& a) {
    if (std::isnan(a.noise.amount)) return;
    Experiment next = shown.asked;
    Noise& noise = next.input.disturbance.noise;
    noise = a.noise;
    noise.amount = std::clamp(noise.amount, 0., 1.);
    commit(std::move(next), a.control, std::nullopt, true);
}

void Session::Impl::on(const action::SetShift& a) {
    Experiment next = shown.asked;
    next.input.disturbance.shift = {std::clamp(a.shift.dy, -1, 1), std::clamp(a.shift.dx, -1, 1)};
    commit(std::move(next), "", std::nullopt, true);
}

void Session::Impl::on(const action::ShowChanges& a) {
    watch.changes = a.on;
    fetch_clean();
}

void Session::Impl::fetch_clean() {
    const bool lacks = wants_clean() && !shown.picture->clean;
    if (lacks || background.busy()) show(shown.asked, true);
}

bool Session::Impl::wants_clean() const {
    return needs_clean(shown.asked, watch, under == UnderPicture::counts);
}

// Why the input's cells can't be changed, once somebody tries.
void Session::Impl::say_fixed() {
    Toast t;
    t.text = Message(shown.asked.input.disturbance.any() ? "toast.disturbed" : "toast.computed");
    say(std::move(t));
}

}  // namespace pw
