#include "app/window/keeper.h"

namespace pw {

namespace {

bool same(const Watch& a, const Watch& b) {
    return a.stage == b.stage && a.t == b.t && a.batch == b.batch && a.channel == b.channel &&
           a.colour == b.colour && a.map == b.map;
}

}  // namespace

Keeper::Keeper(Autosave& autosave, const Session& session, bool until_edit)
    : autosave_(autosave),
      session_(session),
      until_edit_(until_edit),
      revision_(session.revision()),
      watch_(session.watch()) {}

Keeper::~Keeper() {
    if (changed() || clock_.due()) write();
}

bool Keeper::changed() {
    const bool edited = session_.revision() != revision_;
    const Watch watch = session_.watch();
    if (until_edit_ && !edited) return false;
    if (!edited && same(watch, watch_)) return false;
    until_edit_ = false;
    revision_ = session_.revision();
    watch_ = watch;
    return true;
}

void Keeper::look(double now) {
    if (changed()) clock_.changed(now);
    if (clock_.due() && now >= *clock_.due()) write();
}

void Keeper::write() {
    clock_.saved();
    worker_.ask([this, document = session_.document()] {
        auto saved = autosave_.save(document);
        const std::lock_guard lock(mutex_);
        if (!saved && !told_) problem_ = saved.error();
        told_ = !saved;
    });
}

std::optional<Problem> Keeper::problem() {
    const std::lock_guard lock(mutex_);
    return std::exchange(problem_, std::nullopt);
}

}  // namespace pw
