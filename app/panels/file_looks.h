// What files hold, in a line and as small pictures: found out beside the interface's thread, the newest wish
// first.
#pragma once

#include <map>
#include <memory>
#include <mutex>
#include <optional>
#include <string>
#include <tuple>
#include <vector>

#include "app/files/folder.h"
#include "app/files/reading_choice.h"
#include "app/panels/thumb.h"
#include "app/worker.h"

namespace pw {

// One side of a preview: few cells carry their numbers.
struct SmallGrid {
    Thumb thumb;
    std::vector<std::string> numbers;  // as many as cells, or none
};

struct FileLook {
    bool missing = false;
    Message detail;  // "3 × 42 × 56, float32"
    // Of whom a preview was wanted:
    std::optional<Problem> problem;  // why it can't be opened
    Message title, stage;            // of the first stage; may be empty
    SmallGrid input, output;
    std::optional<ReadingChoice> reading;  // when there is more than one
    Thumb thumb;                           // of the whole, as the samples' menu has it
};

class FileLooks {
  public:
    struct Wish {
        std::string path;
        FileKind kind = FileKind::experiment;
        bool preview = false;
        std::optional<Channels> channels = {};  // of an array
        bool operator==(const Wish&) const = default;
    };

    // Everything that was seen may have changed since.
    void forget();
    // In this order; replaces what was wished before and isn't found out yet.
    void want(std::vector<Wish> wishes, Theme theme);
    // nullptr: not yet.
    std::shared_ptr<const FileLook> find(const std::string& path, bool preview,
                                         std::optional<Channels> channels = {}) const;
    // Whether something is being looked at, or was found since the last frame began.
    bool news() const;
    void begin_frame();

  private:
    using Key = std::tuple<std::string, bool, std::optional<Channels>>;

    void look(const std::vector<Wish>& wishes, Theme theme, int round);
    FileLook look_at(const Wish& wish, Theme theme) const;

    std::vector<Wish> wishes_;
    Theme theme_ = Theme::light;
    mutable std::mutex mutex_;
    int round_ = 0;  // grows when everything is forgotten
    std::map<Key, std::shared_ptr<const FileLook>> found_;
    int changes_ = 0, drawn_ = 0;
    Worker worker_;  // ends before what it writes to
};

// Of a document that is open already.
FileLook look_of(const Document& document, const Evaluation& result, Theme theme);

// "50 B", "2 kB", "3.1 MB"
std::string size_text(std::int64_t bytes);

}  // namespace pw
