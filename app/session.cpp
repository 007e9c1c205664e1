#include "app/session.h"

#include "app/session_state.h"

namespace pw {

namespace {

template <class... Actions>
bool is_any(const action::Any& a) {
    return (std::holds_alternative<Actions>(a) || ...);
}

// A slider goes on, and so does the pointer; everything else builds on what is asked for.
bool goes_on(const action::Any& a) {
    return is_any<action::Set, action::SetWeight, action::SetBias, action::SetNoise, action::SetShift,
                  action::ShowChanges, action::Hover>(a);
}

}  // namespace

Session::Session(Document document, Settings settings) : impl_(std::make_unique<Impl>()) {
    impl_->settings = settings;
    impl_->open(document);
}

Session::~Session() = default;

void Session::apply(const action::Any& action) {
    if (!goes_on(action)) impl_->finish();
    std::visit([&](const auto& a) { impl_->on(a); }, action);
}

// The frame that shows where a movement ended is due, too.
void Session::pass(double seconds) {
    if (seconds > 0) impl_->pass(seconds);
}

bool Session::tick(double seconds) {
    const bool moved = impl_->moving();
    impl_->tick(seconds);
    return moved || impl_->moving();
}

bool Session::moving() const { return impl_->moving(); }

std::optional<double> Session::due() const { return impl_->due(); }

void Session::finish() { impl_->finish(); }

const Shown& Session::shown() const { return impl_->shown; }

const Stage* Session::watched() const { return impl_->shown.asked.find(impl_->watch.stage); }

const Clock& Session::clock() const { return impl_->clock; }

Watch Session::watch() const {
    Watch w = impl_->watch;
    w.t = impl_->clock.t;
    return w;
}

Pane Session::pane() const { return impl_->pane(); }

Look Session::look() const {
    Look look;
    look.theme = impl_->settings.theme;
    look.indices = impl_->settings.indices;
    look.numbers = impl_->settings.numbers;
    look.reduced_motion = impl_->settings.reduced_motion;
    return look;
}

const Settings& Session::settings() const { return impl_->settings; }

bool Session::can_undo() const { return !impl_->past.empty(); }

bool Session::can_redo() const { return !impl_->future.empty(); }

const std::optional<Problem>& Session::notice() const { return impl_->notice; }
const std::string& Session::refused_file() const { return impl_->refused_file; }

const std::optional<Focus>& Session::selected() const { return impl_->selected; }
bool Session::shows_field() const { return impl_->field().has_value() && !impl_->clock.playing; }
const std::optional<OfferedCode>& Session::offered_code() const { return impl_->code; }
bool Session::help_open() const { return impl_->help; }

bool Session::kernel_tied() const { return !impl_->untied.contains(impl_->watch.stage); }

void Session::tie_kernel(bool tied) { impl_->tie_kernel(tied); }

void Session::view_grid(Focus::Grid grid, bool in_sight) {
    impl_->in_sight[static_cast<std::size_t>(grid)] = in_sight;
}

bool Session::zoomed() const { return impl_->zoom.has_value(); }

void Session::view_corner(bool near) { impl_->near_corner = near; }

void Session::view_hot(std::string hot) { impl_->hot = std::move(hot); }

void Session::view_focused(std::string focused, bool show) {
    impl_->focused = std::move(focused);
    impl_->show_focus = show;
}

std::int64_t Session::opened() const { return impl_->opened; }
std::vector<Note> Session::past(std::size_t most) const { return impl_->notes(impl_->past, most); }
std::vector<Note> Session::future(std::size_t most) const { return impl_->notes(impl_->future, most); }
std::int64_t Session::revision() const { return impl_->revision; }
bool Session::editing() const { return impl_->editing(); }
bool Session::typing() const { return impl_->text.has_value(); }
bool Session::editable(const Focus& cell) const { return impl_->editable(cell) && impl_->exists(cell); }
std::optional<double> Session::brush() const {
    return impl_->painting ? std::optional(impl_->brush.value) : std::nullopt;
}
std::uint64_t Session::seed() const { return impl_->seed; }
double Session::brush_value() const { return impl_->brush.value; }
const std::optional<Toast>& Session::toast() const { return impl_->toast; }
double Session::toast_seconds() const { return impl_->toast_seconds; }
double Session::toast_shown() const { return impl_->toast_shown(); }
void Session::hold_toast(bool held) { impl_->toast_held = held; }
std::optional<std::string> Session::selected_table() const { return impl_->selected_table(); }

Document Session::document() const { return {impl_->shown.asked, watch()}; }

}  // namespace pw
