// Keeps what is open for the next start, beside the interface's thread.
#pragma once

#include <mutex>
#include <optional>

#include "app/files/autosave.h"
#include "app/session.h"
#include "app/worker.h"

namespace pw {

class Keeper {
  public:
    // `until_edit`: what is kept is another document, which stays until something is edited here.
    Keeper(Autosave& autosave, const Session& session, bool until_edit);
    ~Keeper();  // writes what isn't written yet

    // Looks for changes; hands them over when it is time.
    void look(double now);
    std::optional<double> due() const { return clock_.due(); }
    // What went wrong since the last call; the same failure only once.
    std::optional<Problem> problem();

  private:
    bool changed();
    void write();

    Autosave& autosave_;
    const Session& session_;
    bool until_edit_;
    std::int64_t revision_;
    Watch watch_;
    AutosaveClock clock_;
    std::mutex mutex_;
    std::optional<Problem> problem_;
    bool told_ = false;
    Worker worker_;  // ends before what it writes to
};

}  // namespace pw
