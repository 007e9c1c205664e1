// Nearest neighbour: a pixel of the picture stays a flat area, whatever its size. Where a device px covers more
// than one, their average, each by the area that is covered.
in vec2 v_at;

uniform vec4 u_rect;
uniform float u_radius;
uniform float u_alpha;
uniform vec2 u_first;         // in pixels of the picture from the texture's corner: at the box's upper left,
uniform vec2 u_step;          // a device px, and the picture's end
uniform vec2 u_end;
uniform float u_each;         // pixels a texel
uniform int u_averages;
uniform sampler2D u_picture;  // premultiplied

out vec4 o_colour;

const int most = 16;  // texels that a device px covers, each way

vec4 nearest(vec2 at, ivec2 size) {
    return texelFetch(u_picture, clamp(ivec2(floor(at / u_each)), ivec2(0), size - 1), 0);
}

vec4 average(vec2 low, vec2 high, ivec2 size) {
    ivec2 from = clamp(ivec2(floor(low / u_each)), ivec2(0), size - 1);
    vec4 sum = vec4(0.0);
    float area = 0.0;
    for (int y = 0; y < most; ++y) {
        float top = float(from.y + y) * u_each;
        float high_part = min(min(top + u_each, u_end.y), high.y) - max(top, low.y);
        if (from.y + y >= size.y || high_part <= 0.0) break;
        for (int x = 0; x < most; ++x) {
            float left = float(from.x + x) * u_each;
            float part = min(min(left + u_each, u_end.x), high.x) - max(left, low.x);
            if (from.x + x >= size.x || part <= 0.0) break;
            sum += texelFetch(u_picture, from + ivec2(x, y), 0) * (part * high_part);
            area += part * high_part;
        }
    }
    return area > 0.0 ? sum / area : nearest(low, size);
}

void main() {
    vec2 half_size = u_rect.zw * 0.5;
    vec2 d = abs(v_at) - half_size + u_radius;
    float distance = length(max(d, 0.0)) + min(max(d.x, d.y), 0.0) - u_radius;
    ivec2 size = textureSize(u_picture, 0);
    vec2 at = u_first + (v_at + half_size) * u_step;
    vec4 colour = u_averages != 0
                      ? average(max(at - u_step * 0.5, vec2(0.0)), min(at + u_step * 0.5, u_end), size)
                      : nearest(at, size);
    o_colour = colour * (clamp(0.5 - distance, 0.0, 1.0) * u_alpha);
}
