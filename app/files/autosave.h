// What is open, kept for the next start even if the program is killed
// ($XDG_STATE_HOME/poolwalk/autosave.json).
#pragma once

#include <algorithm>
#include <filesystem>
#include <optional>

#include "core/walk/document.h"

namespace pw {

class Autosave {
  public:
    static constexpr std::int64_t most_inline = 65536;  // cells; more go as .npy beside the document

    explicit Autosave(std::filesystem::path folder) : folder_(std::move(folder)) {}

    // What was kept, title included; nothing when there is nothing. What can't be read is set aside, and
    // the problem says so.
    Expected<std::optional<Document>> load();
    // All or nothing: whoever reads finds this document or the one before, whole.
    Expected<void> save(Document document);

  private:
    Expected<void> save_tensor(Source& input);
    void remove_others(const std::string& kept) const;

    std::filesystem::path folder_;
    Tensor beside_;            // what is in …
    std::string beside_name_;  // … this file
};

// When to write: half a second after the last change, and every two seconds while changes go on.
class AutosaveClock {
  public:
    void changed(double now) {
        if (!first_) first_ = now;
        last_ = now;
    }
    void saved() { first_.reset(); }
    std::optional<double> due() const {
        if (!first_) return std::nullopt;
        return std::min(last_ + .5, *first_ + 2);
    }

  private:
    std::optional<double> first_;  // change that isn't written yet
    double last_ = 0;
};

}  // namespace pw
