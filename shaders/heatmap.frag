// Nearest neighbour: a pixel of the picture stays a flat area, whatever its size.
in vec2 v_at;
in vec2 v_place;

uniform vec4 u_rect;
uniform float u_radius;
uniform float u_alpha;
uniform sampler2D u_picture;  // premultiplied

out vec4 o_colour;

void main() {
    vec2 half_size = u_rect.zw * 0.5;
    vec2 d = abs(v_at) - half_size + u_radius;
    float distance = length(max(d, 0.0)) + min(max(d.x, d.y), 0.0) - u_radius;
    ivec2 size = textureSize(u_picture, 0);
    ivec2 texel = clamp(ivec2(floor(v_place * vec2(size))), ivec2(0), size - 1);
    o_colour = texelFetch(u_picture, texel, 0) * (clamp(0.5 - distance, 0.0, 1.0) * u_alpha);
}
